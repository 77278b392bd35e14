package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class DropTest extends DropCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.h2();
    }
}
