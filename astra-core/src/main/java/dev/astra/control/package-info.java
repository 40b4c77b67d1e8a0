/// The control socket: how a client hands a command to the process that hosts the stack, and how programs ask for what is so.
///
/// Everything is HTTP/1.1 over a Unix socket, one request a connection, the response ending with the connection.
/// `POST /run` takes an [Invocation] as its body and answers with frames ([Frames]); closing the connection cancels the command.
/// After `POST /run?stdin` the client sends frames too, when it is asked for them.
/// `GET /stack`, `/services` and `/services/NAME` answer with JSON; `GET /events` with a stream of server-sent events.
@NullMarked
package dev.astra.control;

import org.jspecify.annotations.NullMarked;
