package dk.maaltal.staging.register;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Longs in byte arrays, little end first, in as few bytes as they need. */
final class Bytes {
    /** Room behind the last value of an array that {@link #get} and {@link #put} may touch. */
    static final int SLACK = 8;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    /** Eight bytes; those above the value's own are written too and must be written over. */
    static void put(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }

    static long get(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** How many bytes an unsigned value needs; 0 for 0. */
    static int width(long unsigned) {
        return (71 - Long.numberOfLeadingZeros(unsigned)) >>> 3;
    }

    /** The bits of the lowest bytes; none for width 0. */
    static long mask(int width) {
        return width == 0 ? 0 : -1L >>> (64 - 8 * width);
    }
}
