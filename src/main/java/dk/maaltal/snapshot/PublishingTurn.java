package dk.maaltal.snapshot;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whose turn it is to publish in an H2 database: held until the end of the transaction, so that nobody adds to a version
 * that another is just about to commit.
 */
final class PublishingTurn {
    private PublishingTurn() {}

    /**
     * Waits for it.
     *
     * @throws SQLException when it is not had in the lock timeout, when the transaction does not see what those before it
     *     committed, or when the row that stands for it is gone
     */
    static void take(Connection connection) throws SQLException {
        if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            throw new SQLException("publishing is refused in a transaction that is not read committed", "23000");
        }
        try (Statement statement = connection.createStatement();
                ResultSet turn = statement.executeQuery("select only_row from publishing_turn for update")) {
            if (!turn.next()) {
                throw new SQLException("publishing_turn is empty; put its row back", "23000");
            }
        }
    }
}
