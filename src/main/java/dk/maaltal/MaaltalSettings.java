package dk.maaltal;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    /** @param format {@code text} for people, {@code json} for machines; logback-spring.xml has an appender for each */
    record Log(@DefaultValue("text") String format) {
        Log {
            if (!List.of("text", "json").contains(format)) {
                throw new ProblemException(Problem.declaration(
                        "maaltal.log.format",
                        "there is no format '%s'".formatted(format),
                        "text, json",
                        "set one of them"));
            }
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
