package dk.maaltal.cli;

import dk.maaltal.snapshot.Software;
import picocli.CommandLine.IVersionProvider;

/** The version the jar was built as. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"maaltal " + Software.version() + ", Java " + System.getProperty("java.version")};
    }
}
