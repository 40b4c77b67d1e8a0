package dev.astra.services.browserworker;

import dev.astra.services.worker.JobFailed;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/// What may be fetched: http and https, with a host, and without a login in it.
final class PageAddress {
    private PageAddress() {}

    static URI of(String text) throws JobFailed {
        try {
            URI address = new URI(text.strip());
            String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new JobFailed("only http and https pages are read, not " + text);
            }
            if (address.getHost() == null || address.getUserInfo() != null) {
                throw new JobFailed("not the address of a page: " + text);
            }
            return address;
        } catch (URISyntaxException problem) {
            throw new JobFailed("not an address: " + problem.getMessage(), problem);
        }
    }
}
