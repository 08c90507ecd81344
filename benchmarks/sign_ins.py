"""Does a flood of sign-ins stop people who look for help? Pages of results a second while many try passwords, against none.

A real server with two workers; everybody who tries comes from another address, so that no limit stops them early. The settings
are the environment's (DATA_DIR, DATABASE_URL): it must hold a directory already.

    python -m benchmarks.sign_ins
"""

import http.client
import os
import re
import time
from threading import Event, Thread
from urllib.parse import urlencode

from benchmarks.search import QUESTIONS
from benchmarks.serving import SECONDS, asked, serving

TRYING = 16
TOKEN = re.compile(rb'name="csrf_token" value="([^"]+)"')


def main() -> None:
    """Measure, and print the ratio."""
    os.environ["PROXY_COUNT"] = "1"  # noqa: TID251 - handed on to the server: each try names its own address
    pages = [f"/search?{urlencode({'what': question, 'where': '02150'})}" for question in QUESTIONS]
    with serving(2) as port:
        asked(port, pages, 2)
        alone = asked(port, pages, SECONDS)
        over = Event()
        counts: dict[int, int] = {}
        crowd = [Thread(target=_try, args=(port, number, over, counts)) for number in range(TRYING)]
        for each in crowd:
            each.start()
        time.sleep(1)
        flooded = asked(port, pages, SECONDS)
        over.set()
        for each in crowd:
            each.join()
    print(
        f"{alone:.0f} pages of results a second alone, {flooded:.0f} while {TRYING} try passwords: {alone / flooded:.1f} x"
        f"  (answers to them: {dict(sorted(counts.items()))})"
    )


def _try(port: int, number: int, over: Event, counts: dict[int, int]) -> None:
    """Try passwords without a pause, each time from another address."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    found, cookie = TOKEN.search(answer.read()), answer.headers["Set-Cookie"].partition(";")[0]
    assert found is not None
    tries = 0
    while not over.is_set():
        tries += 1
        fields = {
            "csrf_token": found[1].decode(),
            "email": f"{number}-{tries}@example.org",
            "password": "not the password",
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": cookie,
            "X-Forwarded-For": f"198.51.{number}.{tries % 250}",
        }
        connection.request("POST", "/sign-in", urlencode(fields), headers)
        answer = connection.getresponse()
        answer.read()
        counts[answer.status] = counts.get(answer.status, 0) + 1


if __name__ == "__main__":
    main()
