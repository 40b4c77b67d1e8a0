package dev.astra.watch.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosureTest {
    @TempDir
    private Path folder;

    private Compiled code;

    @BeforeEach
    void start() {
        code = new Compiled(folder, false);
    }

    @Test
    void aChangedRecordConcernsThoseWhoUseItAndSaysThroughWhichClass() throws Exception {
        code.source("c.Changed", "public record Changed(int id) {}")
                .source("c.Other", "public record Other(int id) {}")
                .source("g.Events", "class Events { Object next() { return new c.Changed(1); } }")
                .source("g.Goals", "class Goals { public static void main(String[] a) { new Events().next(); } }")
                .source("t.Tasks", "class Tasks { public static void main(String[] a) { new c.Other(1); } }")
                .compile()
                .ran("g.Goals", "t.Tasks");

        code.source("c.Changed", "public record Changed(int id, String name) { Changed(int id) { this(id, \"\"); } }");
        code.source("c.Changed",
                "public record Changed(int id, String name) { public Changed(int id) { this(id, \"\"); } }")
                .compile();

        assertThat(code.change("g.Goals")).isEqualTo("c.Changed changed, reached by Goals → Events");
        assertThat(code.change("t.Tasks")).isEmpty();
    }

    @Test
    void movedLinesAndCommentsAreNoChangeUnlessTheyShallCount() throws Exception {
        String text = "class Main { public static void main(String[] a) { int local = a.length; System.out.println(local); } }";
        code.source("m.Main", text).compile().ran("m.Main");
        Compiled exact = new Compiled(folder, true).ran("m.Main");

        code.source("m.Main", "// a comment\n\n" + text.replace("{ int", "{\n\n  int")).compile();

        assertThat(code.change("m.Main")).isEmpty();
        assertThat(exact.change("m.Main")).isEqualTo("m.Main changed");
    }

    @Test
    void classesThatAreFoundByReflectionCountWhereTheyAreNamed() throws Exception {
        code.source("p.Plugin", "public class Plugin {}")
                .source("m.Main",
                        "class Main { public static void main(String[] a) throws Exception { Class.forName(a[0]); } }")
                .compile()
                .reaching("p.*")
                .ran("m.Main");

        code.source("p.Plugin", "public class Plugin { int more; }").compile();
        assertThat(code.change("m.Main")).isEqualTo("p.Plugin changed");
        code.ran("m.Main").source("p.Another", "public class Another {}").compile();
        assertThat(code.change("m.Main")).isEqualTo("p.Another is new");
    }

    @Test
    void siblingsInASealedFamilyOrANestDoNotConcernEachOther() throws Exception {
        String family = "public sealed interface Event { record Made(int id) implements Event {} record Gone(%s id) implements Event {} }";
        code.source("e.Event", family.formatted("int"))
                .source("m.Made", "class Made { public static void main(String[] a) { new e.Event.Made(1); } }")
                .source("m.Both", """
                        class Both { static int of(e.Event event) {
                            return switch (event) { case e.Event.Made m -> 1; case e.Event.Gone g -> 2; }; }
                            public static void main(String[] a) { of(null); } }""")
                .source("m.Casts",
                        "class Casts { public static void main(String[] a) { Object o = a; var g = (e.Event.Gone) o; } }")
                .compile()
                .ran("m.Made", "m.Both", "m.Casts");

        code.source("e.Event", family.formatted("long")).compile();

        assertThat(code.change("m.Made")).isEmpty();
        assertThat(code.change("m.Both")).isEqualTo("e.Event$Gone changed, reached by Both");
        assertThat(code.change("m.Casts")).isEqualTo("e.Event$Gone changed, reached by Casts");
    }

    @Test
    void lambdasAndSwitchesOnEnumsAreFollowed() throws Exception {
        code.source("c.Kind", "public enum Kind { A, B }")
                .source("c.Work", "public class Work { public static int run() { return 1; } }")
                .source("m.Lambda",
                        "class Lambda { public static void main(String[] a) { Runnable r = c.Work::run; r.run(); } }")
                .source("m.Switch",
                        "class Switch { public static void main(String[] a) { switch (c.Kind.valueOf(a[0])) { case A -> { } case B -> { } } } }")
                .compile()
                .ran("m.Lambda", "m.Switch");

        code.source("c.Kind", "public enum Kind { B, A }").compile();
        assertThat(code.change("m.Lambda")).isEmpty();
        assertThat(code.change("m.Switch")).contains("Kind changed");

        code.source("c.Work", "public class Work { public static int run() { return 2; } }").compile();
        assertThat(code.change("m.Lambda")).isEqualTo("c.Work changed, reached by Lambda");
    }

    @Test
    void aConstantIsInThoseWhoUseIt() throws Exception {
        code.source("c.Limits", "public class Limits { public static final int MOST = 1; }")
                .source("m.Uses",
                        "class Uses { public static void main(String[] a) { System.out.println(c.Limits.MOST); } }")
                .source("m.Not", "class Not { public static void main(String[] a) { } }")
                .compile()
                .ran("m.Uses", "m.Not");

        code.source("c.Limits", "public class Limits { public static final int MOST = 2; }").compile();

        assertThat(code.change("m.Uses")).isEqualTo("m.Uses changed");
        assertThat(code.change("m.Not")).isEmpty();
    }

    @Test
    void aServicesProvidersAreReachedByWhoReachesTheService() throws Exception {
        code.source("s.Codec", "public interface Codec { }")
                .source("p.Plain", "public class Plain implements s.Codec { }")
                .source("m.Loads",
                        "class Loads { public static void main(String[] a) { java.util.ServiceLoader.load(s.Codec.class); } }")
                .source("m.Not", "class Not { public static void main(String[] a) { } }")
                .resource("META-INF/services/s.Codec", "p.Plain # the only one\n")
                .compile()
                .ran("m.Loads", "m.Not");

        code.source("p.Plain", "public class Plain implements s.Codec { int more; }").compile();
        assertThat(code.change("m.Loads")).contains("p.Plain changed, reached by Loads → Codec →");
        assertThat(code.change("m.Not")).isEmpty();

        code.ran("m.Loads", "m.Not").resource("META-INF/services/s.Codec", "# none");
        assertThat(code.change("m.Loads")).isEqualTo("META-INF/services/s.Codec changed, reached by Loads → Codec");
    }

    @Test
    void whatAGeneratorListsConcernsThoseWhoUseIt() throws Exception {
        String task = "public record Task(int id) { %s }";
        code.source("s.Registry", "public interface Registry { }")
                .source("s.Generated", "public @interface Generated { }")
                .source("c.Task", task.formatted(""))
                .source("c.TaskChanged", "public record TaskChanged(int id) {}")
                .source("c.TaskJsonAdapter",
                        "public class TaskJsonAdapter { Object a(Object t) { return ((Task) t).id(); } }")
                .source("c.TaskChangedJsonAdapter",
                        "public class TaskChangedJsonAdapter { Object a(TaskChanged t) { return t.id(); } }")
                .source("j.All", """
                        @s.Generated public class All implements s.Registry {
                            Object[] all() { return new Object[] { c.Task.class, new c.TaskJsonAdapter(),
                                c.TaskChanged.class, new c.TaskChangedJsonAdapter() }; } }""")
                .source("m.Tasks",
                        "class Tasks { Object r = s.Registry.class; Object t = new c.Task(1); public static void main(String[] a) { } }")
                .source("m.Changes",
                        "class Changes { Object r = s.Registry.class; Object t = new c.TaskChanged(1); public static void main(String[] a) { } }")
                .resource("META-INF/services/s.Registry", "j.All")
                .compile()
                .ran("m.Tasks", "m.Changes");

        code.source("c.TaskChangedJsonAdapter",
                "public class TaskChangedJsonAdapter { Object a(TaskChanged t) { return t.id() + 1; } }")
                .compile();
        assertThat(code.change("m.Tasks")).isEmpty();
        assertThat(code.change("m.Changes")).startsWith("c.TaskChangedJsonAdapter changed");

        code.ran("m.Changes").source("c.Task", task.formatted("int twice() { return 2 * id; }")).compile();
        assertThat(code.change("m.Tasks")).isEqualTo("c.Task changed, reached by Tasks");
        assertThat(code.change("m.Changes")).isEmpty();
    }

    @Test
    void namesInStringsAndResourcesCount() throws Exception {
        code.source("p.Plugin", "public class Plugin { }")
                .source("m.Reflects",
                        "class Reflects { public static void main(String[] a) throws Exception { Class.forName(\"p.Plugin\"); } }")
                .source("m.Reads",
                        "class Reads { public static void main(String[] a) { Reads.class.getResource(\"query.sql\"); Reads.class.getResource(\"/db/\" + a); } }")
                .source("m.Configured",
                        "class Configured { public static void main(String[] a) { Configured.class.getResource(\"/app.xml\"); } }")
                .resource("m/query.sql", "select 1")
                .resource("db/V1.sql", "create")
                .resource("app.xml", "<bean class=\"p.Plugin\"/>")
                .resource("anybody.txt", "x")
                .compile()
                .ran("m.Reflects", "m.Reads", "m.Configured");

        code.source("p.Plugin", "public class Plugin { int more; }").compile();
        assertThat(code.change("m.Reflects")).isEqualTo("p.Plugin changed, reached by Reflects");
        assertThat(code.change("m.Configured")).isEqualTo("p.Plugin changed, reached by Configured → app.xml");
        assertThat(code.change("m.Reads")).isEmpty();

        code.ran("m.Reflects", "m.Reads").resource("m/query.sql", "select 2");
        assertThat(code.change("m.Reads")).isEqualTo("m/query.sql changed, reached by Reads");
        assertThat(code.change("m.Reflects")).isEmpty();
        code.ran("m.Reads").resource("db/V1.sql", "create table");
        assertThat(code.change("m.Reads")).isEqualTo("db/V1.sql changed, reached by Reads");

        code.resource("anybody.txt", "y");
        assertThat(code.change("m.Reflects")).isEqualTo("anybody.txt changed");
    }

    @Test
    void whatIsGoneOrWasMissingIsAChange() throws Exception {
        code.source("c.Part", "public class Part { }")
                .source("m.Main", "class Main { public static void main(String[] a) { new c.Part(); } }")
                .compile()
                .ran("m.Main");
        Path part = code.classes().resolve("c/Part.class");
        byte[] bytes = Files.readAllBytes(part);

        Files.delete(part);
        assertThat(code.change("m.Main")).isEqualTo("c.Part is gone, reached by Main");
        code.ran("m.Main");
        Files.write(part, bytes);
        assertThat(code.change("m.Main")).isEqualTo("c.Part is new, reached by Main");
    }
}
