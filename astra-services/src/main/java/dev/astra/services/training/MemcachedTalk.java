package dev.astra.services.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A Memcached that has nothing. https://github.com/memcached/memcached/blob/master/doc/protocol.txt
record MemcachedTalk() implements StandIn.Talk {
    @Override
    public void hold(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            String command = RedisTalk.line(in).split(" ")[0];
            String answer = switch (command) {
                case "get", "gets" -> "END";
                case "set" -> RedisTalk.line(in).isEmpty() ? "STORED" : "STORED";
                case "version" -> "VERSION 1.6";
                default -> "DELETED";
            };
            out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
