"""Who asks, with what, and how the answer goes back: the request, the visit in its transaction, the response. Every
listener begins here; no listener is known here."""
