package dk.maaltal.job;

import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import dk.maaltal.source.Secret;
import dk.maaltal.store.DatabaseAddress;
import dk.maaltal.store.Destination;
import dk.maaltal.store.Moved;
import dk.maaltal.store.StoreMove;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Moves a home's database to PostgreSQL while nothing else is at work. */
public final class StoreMoving {
    private final Home home;
    private final StoreMove move;
    private final Progress progress;

    StoreMoving(Home home, StoreMove move, Progress progress) {
        this.home = home;
        this.move = move;
        this.progress = progress;
    }

    /**
     * Who logs in.
     *
     * @param user database user; null where the address says it
     * @param password theirs, or {@code file:/path} to it; null for none
     */
    public record Login(@Nullable String user, @Nullable String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }

    /**
     * Moves it. Tables are made by the owner where there is one.
     *
     * @param url JDBC address of an empty PostgreSQL database; a password in it is taken out
     * @param user who will be {@code maaltal.db.user}
     * @param owner who will be {@code maaltal.db.owner.user}; one without a name for none
     * @throws ProblemException when it cannot be moved; nothing is there then
     */
    public Moved run(String url, Login user, Login owner) {
        DatabaseAddress address = DatabaseAddress.of(url);
        Login maker = owner.user() == null ? user : owner;
        Secret secret = Secret.of(Objects.requireNonNullElse(maker.password(), ""));
        if (secret.isSet() && secret.value().isEmpty()) {
            throw new ProblemException(Problem.declaration(
                    owner.user() == null ? "--to-password" : "--to-owner-password",
                    "the password cannot be read",
                    "the password, or file:/path to a file that holds it on one line",
                    "look at the path and its rights"));
        }
        String password = secret.value().orElse(Objects.requireNonNullElse(address.password(), ""));
        try (Home.Lock lock = home.lock()) {
            return move.run(new Destination(address, maker.user(), password), progress::at);
        }
    }
}
