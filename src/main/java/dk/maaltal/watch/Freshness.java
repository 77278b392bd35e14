package dk.maaltal.watch;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh what is held of one source is: judged by the newest period or day it tells of, never by when it was asked.
 *
 * @param source {@code jobindsats <table>}, {@code jobindsats catalogue}, {@code cvr}, or a register's name
 * @param name what people call it
 * @param newest the newest reference period or extract held, as it is written; null when nothing is held
 * @param newestDay its last day
 * @param ageDays days from that day to today in Denmark, 0 or more; null when nothing is held
 * @param updateLatest the source's own date of its last update, where it tells
 * @param updateNext the update it announces, where it tells
 * @param state whether that is as it should be
 * @param why one sentence when it is not; empty otherwise
 * @param measures numbers of the measures that rest on it, in the plans' order
 */
public record Freshness(
        String source,
        String name,
        @Nullable String newest,
        @Nullable LocalDate newestDay,
        @Nullable Long ageDays,
        @Nullable LocalDate updateLatest,
        @Nullable LocalDate updateNext,
        State state,
        String why,
        List<String> measures) {
    public Freshness {
        measures = List.copyOf(measures);
    }

    /** Whether a source is as fresh as it should be. */
    public enum State {
        OK,
        /** Nothing was ever taken of it. */
        NEVER,
        /** The source has a newer update than the one held. */
        BEHIND,
        /** The update the source announced is days late. */
        AWAITED,
        /** It was not read for days, so that nobody knows what it has. */
        SILENT,
        /** The update came without the reference period it should have brought. */
        SHORT,
        /** It used to come more often. */
        OLD
    }

    /** Whether somebody should look. */
    public boolean isLate() {
        return state != State.OK && state != State.NEVER;
    }
}
