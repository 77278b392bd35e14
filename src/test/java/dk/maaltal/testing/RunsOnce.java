package dk.maaltal.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tests that touch a database and yet run once, instead of {@link OnBothDatabases once on each}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RunsOnce {
    /** Why once is enough. */
    String because();
}
