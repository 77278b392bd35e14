package dk.maaltal.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where every answer is put, written and synced, before anyone reads it. */
public interface AnswerKeeper {
    /**
     * Keeps the bytes as they come.
     *
     * @param source the source's name
     * @param request see {@link Answer#request()}
     * @param status HTTP status
     * @param body read to its end; an {@link IOException} from it leaves an answer that is not {@code complete}
     * @throws IOException when the bytes could not be written
     */
    Answer keep(String source, String request, int status, InputStream body) throws IOException;

    /** Opens the bytes of a kept answer, as they came. */
    InputStream open(String sha256) throws IOException;

    /** Notes how the answer was judged once it had been read; {@code rows} is 0 where it has none. */
    void judged(Answer answer, Outcome outcome, long rows, String detail) throws IOException;

    /**
     * The whole answer to a request, judged {@link Outcome#OK}, that no reading has been made of yet: what an
     * interrupted reading left behind. A keeper need not remember any.
     */
    default Optional<Answer> leftOver(String source, String request) {
        return Optional.empty();
    }
}
