package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class MovingTest extends MovingCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.h2();
    }
}
