package dev.astra.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astra.embedded.SqlScript.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void aSemicolonInQuotesOrCommentsEndsNothing() {
        assertThat(statements("""
                -- one; two
                SELECT ';', E'\\';', "a;b", $$;$$, $x$;$$;$x$ /* ; /* ; */ ; */;
                INSERT INTO t VALUES ('it''s;');
                -- nothing after this;
                """)).satisfiesExactly(one -> assertThat(one).endsWith("*/"),
                two -> assertThat(two).isEqualTo("INSERT INTO t VALUES ('it''s;')"));
    }

    @Test
    void theBodyOfAFunctionIsPartOfIt() {
        assertThat(statements("""
                CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
                CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);
                BEGIN; COMMIT
                """)).hasSize(4).last().isEqualTo("COMMIT");
    }

    @Test
    void rowsOfACopyAreNoStatements() {
        List<Step> steps = SqlScript.parse("COPY t (a)\n  FROM stdin;\n1;\n'2\n\\.\nSELECT 1;");
        assertThat(steps).containsExactly(new Step.Statement("COPY t (a)\n  FROM stdin", "1;\n'2\n", 1),
                new Step.Statement("SELECT 1", "", 6));
    }

    @Test
    void commandsOfPsqlThatMatter() {
        List<Step> steps = SqlScript.parse("""
                \\restrict abc
                \\set ON_ERROR_STOP on
                SELECT 'CREATE DATABASE d'\\gexec
                \\c d
                SELECT 1
                \\g
                \\ir other.sql
                \\watch
                """);
        assertThat(steps).containsExactly(new Step.Generate("SELECT 'CREATE DATABASE d'", 3), new Step.Connect("d", 4),
                new Step.Statement("SELECT 1", "", 5), new Step.Include("other.sql", 7),
                new Step.Unknown("\\watch", 8));
    }

    private static List<String> statements(String script) {
        return SqlScript.parse(script).stream().map(step -> ((Step.Statement) step).sql()).toList();
    }
}
