package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class UnitsPostgresIT extends UnitsCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
