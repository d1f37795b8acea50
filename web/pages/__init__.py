"""The pages that people read: each endpoint asks the library and hands what it got to a view and a template."""
