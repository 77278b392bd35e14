package dk.maaltal.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JDBC address without the password that may stand in it: drivers write the address into their logs.
 *
 * @param url what is left
 * @param password what stood there, or null
 */
public record DatabaseAddress(String url, @Nullable String password) {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final Pattern PASSWORD = Pattern.compile("(?i)([?&;])password=([^&;]*)(&?)");

    /** Takes an address apart. */
    public static DatabaseAddress of(String url) {
        Matcher found = PASSWORD.matcher(url);
        if (!found.find()) {
            return new DatabaseAddress(url, null);
        }
        String before = url.substring(0, found.start());
        String after = url.substring(found.end());
        // The first of several parameters leaves its question mark to the next.
        String rest = found.group(3).isEmpty() ? before + after : before + found.group(1) + after;
        String value = found.group(2);
        boolean encoded = url.startsWith(POSTGRES);
        return new DatabaseAddress(rest, encoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value);
    }

    public boolean isPostgres() {
        return url.startsWith(POSTGRES);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url;
    }
}
