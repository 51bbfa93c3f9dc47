"""Serves with greenlets. The patches come before every other import; started by helpdesk.web."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402

import gevent  # noqa: E402
from flask.cli import ScriptInfo  # noqa: E402
from gunicorn.workers.ggevent import GeventWorker  # noqa: E402

from helpdesk.parentage import call_me  # noqa: E402
from helpdesk.web import end_sockets, run  # noqa: E402


class Greenlets(GeventWorker):
    """Greenlets that let go of their sockets when the program stops; browsers connect again by themselves."""

    def handle_exit(self, sig, frame) -> None:
        """On SIGTERM: take nothing new, end the sockets, finish the requests."""
        super().handle_exit(sig, frame)
        gevent.spawn(end_sockets, self.app.flask)


def main() -> None:
    """Answer requests on the open port, for the app, that stand in the command."""
    listening_fd, where = sys.argv[1:]
    call_me("web")
    run(ScriptInfo(app_import_path=where).load_app(), int(listening_fd), worker_class=Greenlets, keepalive=2)


if __name__ == "__main__":
    main()
