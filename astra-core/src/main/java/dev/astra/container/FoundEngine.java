package dev.astra.container;

/// A container engine that answers.
///
/// @param address such as `unix:///var/run/docker.sock` or `tcp://10.0.0.2:2376`
/// @param source how it was found, such as `DOCKER_HOST`
/// @param apiVersion what to speak with it, such as `1.41`: the newest that both sides know
public record FoundEngine(String address, String source, String apiVersion) {}
