package dk.maaltal.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps answers in memory, and what was said of them. */
public final class MemoryKeeper implements AnswerKeeper {
    public record Judged(Answer answer, Outcome outcome, long rows, String detail) {}

    public final List<Answer> kept = new CopyOnWriteArrayList<>();
    public final List<Judged> judged = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> bodies = new ConcurrentHashMap<>();
    private final Clock clock;
    public volatile boolean full;

    public MemoryKeeper(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Answer keep(String source, String request, int status, InputStream body) throws IOException {
        if (full) {
            throw new IOException("no space left");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean complete = true;
        try {
            for (int b = body.read(); b >= 0; b = body.read()) {
                bytes.write(b);
            }
        } catch (IOException e) {
            complete = false;
        }
        byte[] all = bytes.toByteArray();
        String sha256 = sha256(all);
        bodies.put(sha256, all);
        Answer answer = new Answer(source, request, status, clock.instant(), sha256, all.length, complete);
        kept.add(answer);
        return answer;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public InputStream open(String sha256) {
        return new ByteArrayInputStream(Objects.requireNonNull(bodies.get(sha256)));
    }

    @Override
    public void judged(Answer answer, Outcome outcome, long rows, String detail) {
        judged.add(new Judged(answer, outcome, rows, detail));
    }

    public List<Outcome> outcomes() {
        return judged.stream().map(Judged::outcome).toList();
    }
}
