"""What is promised of Norwegian words, with the judged lists that it is measured on."""
