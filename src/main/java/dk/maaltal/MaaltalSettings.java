package dk.maaltal;

import dk.maaltal.source.Secret;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the whole application; each source and room has its own beside these.
 *
 * @param home database, deliveries, drop, archive, output
 * @param clock an instant that freezes now, for tests and rehearsals, or null for the system's clock
 * @param demo true while the bundled archive is shown: nothing is fetched
 * @param db where the database is
 * @param log how what happens is told
 */
@ConfigurationProperties("maaltal")
record MaaltalSettings(
        @DefaultValue("./home") Path home,
        @Nullable Instant clock,
        @DefaultValue("false") boolean demo,
        @DefaultValue Db db,
        @DefaultValue Log log) {

    /** @param format logback-spring.xml has an appender for each */
    record Log(@DefaultValue("text") Format format) {}

    /** {@code text} for people, or {@code json} for machines. */
    static final class Format {
        private final String name;

        private Format(String name) {
            this.name = name;
        }

        /** Takes a setting; Spring binds it by this method. Case matters, for Logback knows files by it. */
        public static Format of(String name) {
            if (!name.equals("text") && !name.equals("json")) {
                throw new IllegalArgumentException("text or json");
            }
            return new Format(name);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * @param url JDBC address, or null for H2 in a file under the home
     * @param user database user
     * @param password its password, or {@code file:/path} to it
     * @param owner who makes and changes the tables on PostgreSQL, or nobody when the user does
     */
    record Db(
            @Nullable String url,
            @Nullable String user,
            @DefaultValue("") Secret password,
            @DefaultValue Owner owner) {
        /** Without the password; an address may hold one too. */
        @Override
        public String toString() {
            return "Db[user=" + user + "]";
        }
    }

    /**
     * @param user database user
     * @param password its password, or {@code file:/path} to it
     */
    record Owner(@Nullable String user, @DefaultValue("") Secret password) {
        boolean isSet() {
            return user != null && !user.isBlank();
        }
    }
}
