package dk.maaltal.cli;

import dk.maaltal.job.StoreMoving;
import dk.maaltal.job.StoreMoving.Login;
import dk.maaltal.store.DatabaseAddress;
import dk.maaltal.store.Moved;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate-store",
        mixinStandardHelpOptions = true,
        description = {
            "Moves the home's H2 database to an empty PostgreSQL, every published version digested again there.",
            "The H2 file stays as it is."
        })
final class MigrateStoreCommand implements Runnable {
    private final Session session;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "URL",
            description = "jdbc:postgresql://host:5432/database, an empty one.")
    String to = "";

    @Option(names = "--to-user", paramLabel = "USER", description = "The database user.")
    @Nullable
    String user;

    @Option(names = "--to-password", paramLabel = "PASSWORD", description = "Its password, or file:/path to it.")
    @Nullable
    String password;

    @Option(
            names = "--to-owner-user",
            paramLabel = "USER",
            description = "Who makes and owns the tables, where that is another.")
    @Nullable
    String ownerUser;

    @Option(
            names = "--to-owner-password",
            paramLabel = "PASSWORD",
            description = "The owner's password, or file:/path to it.")
    @Nullable
    String ownerPassword;

    MigrateStoreCommand(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        Login login = new Login(user, password);
        Login owner = new Login(ownerUser, ownerPassword);
        Moved moved = session.withProgress(() -> session.get(StoreMoving.class).run(to, login, owner));
        PrintWriter out = session.out();
        out.printf(
                "moved %d rows of %d tables; %d published versions, each with its digest and its place in the chain%n",
                moved.rows(), moved.tables(), moved.versions());
        out.println("Next: set these, then run `maaltal status`; the H2 file stays as it is and is used no more");
        out.println("  maaltal.db.url=" + DatabaseAddress.of(to).url());
        print("maaltal.db.", login);
        print("maaltal.db.owner.", owner);
    }

    private void print(String settings, Login login) {
        if (login.user() != null) {
            session.out().println("  " + settings + "user=" + login.user());
            session.out().println("  " + settings + "password=" + shown(login.password()));
        }
    }

    /** A path is shown, a password is not. */
    private static String shown(@Nullable String password) {
        return password != null && password.startsWith("file:") ? password : "(the one you gave)";
    }
}
