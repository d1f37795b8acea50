"""What pages show, ready to print: labels, addresses and numbers in the reader's language. No HTML, no HTTP."""
