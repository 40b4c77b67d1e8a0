package dev.astra.services.kit;

/// Answers one kind of request, on a virtual thread of its own.
public interface Handler {
    /// @throws Refusal to answer with an error of one's own; any other exception is answered with 500, a store that does not
    /// answer with 503
    Response handle(Request request) throws Exception;
}
