package dk.maaltal.source.cvr;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Where searches go, from an address as people write it. */
final class SearchAddress {
    private static final String INDEX = "/cvr-permanent";
    private static final String TYPE = "/produktionsenhed";
    private static final String SEARCH = "/_search";

    private SearchAddress() {}

    /**
     * The addresses to try in turn: with the document type, and, where a proxy routes only that, without it. An address
     * that ends in {@code /_search} is taken as it is.
     */
    static List<URI> of(URI url) {
        String base = url.toString().replaceAll("/+$", "");
        if (base.endsWith(SEARCH)) {
            return List.of(URI.create(base));
        }
        String index = base.endsWith(TYPE) ? base.substring(0, base.length() - TYPE.length()) : base;
        if (!index.endsWith(INDEX)) {
            index += INDEX;
        }
        List<URI> addresses = new ArrayList<>();
        addresses.add(URI.create(index + TYPE + SEARCH));
        addresses.add(URI.create(index + SEARCH));
        return addresses;
    }
}
