package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class MovingPostgresIT extends MovingCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
