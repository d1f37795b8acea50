"""Other libraries harvest ours here: OAI-PMH 2.0, openarchives.org/OAI/openarchivesprotocol.html."""
