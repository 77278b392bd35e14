package dk.maaltal.watch.alert;

/** A way to people. */
interface Channel {
    /** {@code mail} or {@code webhook}. */
    String name();

    /**
     * Sends a message; gives up within half a minute.
     *
     * @throws NotSent when nobody got it
     */
    void send(Message message) throws NotSent;

    /** Why nobody got a message, in words that hold no secret. */
    final class NotSent extends Exception {
        NotSent(String why) {
            super(Message.clip(why, 500));
        }
    }
}
