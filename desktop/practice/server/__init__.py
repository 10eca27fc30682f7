"""The practice platform: a wholesale shop on loopback, durable before it answers.

It is a process of its own and imports nothing of the till. ``run`` is called by ``katai practice``
and by ``python -m desktop.practice.server``.
"""

from __future__ import annotations

from desktop.practice.server.running import run

__all__ = ["run"]
