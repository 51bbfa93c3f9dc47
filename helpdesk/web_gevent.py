"""Serves with greenlets. The patches come before every other import; started by helpdesk.web."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402


def main() -> None:
    """Answer requests on the port whose number stands in the command."""
    from helpdesk.parentage import call_me
    from helpdesk.web import run
    from wsgi import app

    call_me("web")
    run(app, int(sys.argv[1]), worker_class="gevent")


if __name__ == "__main__":
    main()
