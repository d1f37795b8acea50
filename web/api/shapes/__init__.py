"""The JSON that other sites read: the contract of /api/v1. Fields are added, never removed or renamed.

A string after a field describes it, also in the OpenAPI document.
"""
