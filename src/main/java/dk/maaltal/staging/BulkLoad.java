package dk.maaltal.staging;

import java.sql.SQLException;

/** Writes many observations in the way the database at hand is fast at, within the transaction that is open. */
interface BulkLoad {
    /** Adds open observations, in order of their cells; returns how many. */
    long open(Rows rows) throws SQLException;

    /** Gives open observations another value, state and opener; returns how many. */
    long change(Rows rows) throws SQLException;

    /** Takes open observations away; returns how many. */
    long remove(Rows rows) throws SQLException;

    /** Adds what was known until now to the past; returns how many. */
    long close(Rows rows, long closedBy) throws SQLException;
}
