package dev.astra.services.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// An object storage that says yes to requests without a body.
record ObjectTalk() implements StandIn.Talk {
    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            while (!RedisTalk.line(in).isEmpty()) {
                // the request and its headers
            }
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
    }
}
