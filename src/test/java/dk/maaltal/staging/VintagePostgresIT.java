package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class VintagePostgresIT extends VintageCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
