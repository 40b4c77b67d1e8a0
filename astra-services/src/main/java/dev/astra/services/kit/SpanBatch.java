package dev.astra.services.kit;

import io.avaje.jsonb.Json;
import java.util.List;

/// Spans of one service, in the shape of OTLP's `ExportTraceServiceRequest`.
/// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
///
/// @param resourceSpans one, of the service
@Json
public record SpanBatch(List<ResourceSpans> resourceSpans) {
    private static final int ERROR = 2;

    /// @param scopeSpans one
    @Json
    public record ResourceSpans(Resource resource, List<ScopeSpans> scopeSpans) {}

    /// @param attributes the service's name
    @Json
    public record Resource(List<Attribute> attributes) {}

    /// @param key such as `service.name`
    @Json
    public record Attribute(String key, Value value) {}

    /// @param stringValue the value
    @Json
    public record Value(String stringValue) {}

    /// @param spans the spans
    @Json
    public record ScopeSpans(List<Told> spans) {}

    /// @param status 0 unset, 2 an error
    @Json
    public record Told(String traceId, String spanId, String parentSpanId, String name, int kind,
            String startTimeUnixNano,
            String endTimeUnixNano, Status status) {}

    /// @param code 0 unset, 2 an error
    @Json
    public record Status(int code) {}

    static SpanBatch of(String service, List<Span> spans) {
        Resource resource = new Resource(List.of(new Attribute("service.name", new Value(service))));
        return new SpanBatch(List.of(
                new ResourceSpans(resource, List.of(new ScopeSpans(spans.stream().map(SpanBatch::told).toList())))));
    }

    private static Told told(Span span) {
        return new Told(span.trace().traceId(), span.trace().spanId(), span.trace().parentId(), span.name(),
                span.kind().number(), String.valueOf(span.from()), String.valueOf(span.to()),
                new Status(span.failed() ? ERROR : 0));
    }
}
