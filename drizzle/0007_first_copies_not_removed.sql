-- Migration 0005 let the service remove rows here, ahead of a disposal that is not built.
-- Until it is, the service removes nothing but a session: a row taken away by mistake
-- would let a letter we hold be taken in a second time, with a second alert.
REVOKE DELETE ON "first_copies" FROM "waypost_app";
