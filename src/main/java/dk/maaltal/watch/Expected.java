package dk.maaltal.watch;

import java.time.Instant;

/**
 * A run that should be.
 *
 * @param job which
 * @param dueAt when it should begin
 * @param deadlineAt when it must have ended well
 */
public record Expected(String job, Instant dueAt, Instant deadlineAt) {}
