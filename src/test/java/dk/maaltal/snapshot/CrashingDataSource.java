package dk.maaltal.snapshot;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Dies when the n-th statement is prepared. */
final class CrashingDataSource extends DelegatingDataSource {
    private int left;

    CrashingDataSource(DataSource target, int atStatement) {
        super(target);
        this.left = atStatement;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("prepareStatement") && --left == 0) {
                        throw new Crash();
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** Not an exception anybody handles. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }
}
