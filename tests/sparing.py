"""What every test's application would work out anew, and always alike, is worked out once in a process."""

from collections.abc import Callable
from types import CodeType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import Rule
from whitenoise import WhiteNoise
from whitenoise.responders import StaticFile


class Compiled(BytecodeCache):
    """The code of templates."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()


class CompiledOnce(Environment):
    """The templates of one application."""

    def __init__(self, app: Flask, **options: Any) -> None:
        super().__init__(app, **options, bytecode_cache=COMPILED)


def spare() -> None:
    """From now on an application takes over what an earlier one has made of templates, addresses and static files."""
    Flask.jinja_environment = CompiledOnce
    builders: dict[object, Callable[..., tuple[str, str]]] = {}
    files: dict[tuple[str, str], StaticFile] = {}
    make_builder, make_file = Rule._compile_builder, WhiteNoise.get_static_file

    def builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: FBT002 - theirs
        key = rule.rule, tuple(rule._trace), tuple((rule.defaults or {}).items()), append_unknown
        if key not in builders:
            builders[key] = make_builder(rule, append_unknown)
        return builders[key]

    def file(noise: WhiteNoise, path: str, url: str, **known: Any) -> StaticFile:
        if (path, url) not in files:
            files[path, url] = make_file(noise, path, url, **known)
        return files[path, url]

    Rule._compile_builder = builder
    WhiteNoise.get_static_file = file
