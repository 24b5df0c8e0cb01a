"""The least of PostgreSQL's protocol that a measurement needs."""

import socket
import struct


class Client:
    """A connection that has logged in, to a server that trusts it."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        try:
            body = struct.pack("!i", 3 << 16) + b"user\0bench\0database\0postgres\0\0"
            self.socket.sendall(struct.pack("!i", len(body) + 4) + body)
            self._read_until_ready()
        except BaseException:
            self.close()
            raise

    def query(self, sql):
        """Runs a simple query; what it answers is read and dropped."""
        body = sql.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", len(body) + 4) + body)
        self._read_until_ready()

    def close(self):
        self.socket.close()

    def _read_until_ready(self):
        kind = b""
        while kind != b"Z":
            kind, length = struct.unpack("!ci", self._read(5))
            body = self._read(length - 4)
            if kind == b"E":
                raise ConnectionError(body.replace(b"\0", b" ").decode())

    def _read(self, count):
        data = b""
        while len(data) < count:
            piece = self.socket.recv(count - len(data))
            if not piece:
                raise ConnectionError("the server has closed the connection")
            data += piece
        return data
