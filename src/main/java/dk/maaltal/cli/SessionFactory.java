package dk.maaltal.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes each command with the session it belongs to. */
final class SessionFactory implements CommandLine.IFactory {
    private final Session session;

    SessionFactory(Session session) {
        this.session = session;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Session.class) {
                return type.cast(constructor.newInstance(session));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
