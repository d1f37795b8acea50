"""What can go wrong, one small class per thing a caller may handle.

Every message is a sentence that says what happened and, where it helps, what to do next.
"""


class KartotekError(Exception):
    """Root of all errors that Kartotek raises on purpose."""


class SettingsError(KartotekError):
    """A setting has a value that cannot be used."""


class HomeError(KartotekError):
    """KARTOTEK_HOME cannot be read or written."""


class LockedError(KartotekError):
    """Another process is writing to the library."""


class InvalidRecordError(KartotekError):
    """A record does not describe a document."""


class UnreadableFileError(KartotekError):
    """A file is empty, encrypted, damaged or not what its name says."""


class UnsupportedFormatError(UnreadableFileError):
    """A file is of a format that is not read."""


class UnknownDocumentError(KartotekError):
    """No document has this id."""


class UnknownKeyError(KartotekError):
    """No publisher or topic goes by this name."""


class VocabularyError(KartotekError):
    """A vocabulary file that ships with Kartotek is inconsistent."""
