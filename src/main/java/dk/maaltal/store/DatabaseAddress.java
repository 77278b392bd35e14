package dk.maaltal.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A JDBC address without the passwords that may stand in it: drivers and pools write the address into their logs.
 *
 * @param url what is left
 * @param password what stood there, or null
 * @param keyPassword what stood there as {@code sslpassword}, which opens the client's own key, or null
 */
public record DatabaseAddress(
        String url, @Nullable String password, @Nullable String keyPassword) {
    private static final String POSTGRES = "jdbc:postgresql:";
    private static final String PARAMETER = "(?i)([?&;])%s=([^&;]*)(&?)";
    private static final Pattern PASSWORD = Pattern.compile(PARAMETER.formatted("password"));
    private static final Pattern KEY_PASSWORD = Pattern.compile(PARAMETER.formatted("sslpassword"));

    /** Takes an address apart. */
    public static DatabaseAddress of(String url) {
        Taken password = Taken.from(url, PASSWORD);
        Taken keyPassword = Taken.from(password.rest(), KEY_PASSWORD);
        return new DatabaseAddress(keyPassword.rest(), password.value(), keyPassword.value());
    }

    private record Taken(String rest, @Nullable String value) {
        static Taken from(String url, Pattern parameter) {
            Matcher found = parameter.matcher(url);
            if (!found.find()) {
                return new Taken(url, null);
            }
            String before = url.substring(0, found.start());
            String after = url.substring(found.end());
            // The first of several parameters leaves its question mark to the next.
            String rest = found.group(3).isEmpty() ? before + after : before + found.group(1) + after;
            String value = found.group(2);
            boolean encoded = url.startsWith(POSTGRES);
            return new Taken(rest, encoded ? URLDecoder.decode(value, StandardCharsets.UTF_8) : value);
        }
    }

    public boolean isPostgres() {
        return url.startsWith(POSTGRES);
    }

    /**
     * Connections without a pool. Here and nowhere else is the key's password given on: a pool would write it into its log
     * as one of the driver's properties.
     *
     * @param user null where the address says it
     * @param own the user's password; empty for none
     */
    public DataSource source(@Nullable String user, String own) {
        Properties properties = new Properties();
        if (keyPassword != null) {
            properties.setProperty("sslpassword", keyPassword);
        }
        DriverManagerDataSource source = new DriverManagerDataSource(url, properties);
        if (user != null) {
            source.setUsername(user);
        }
        source.setPassword(own);
        return source;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return url;
    }
}
