"""The shapes of what people send: marshmallow schemas, `unknown=RAISE`."""
