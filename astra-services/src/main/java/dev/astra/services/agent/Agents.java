package dev.astra.services.agent;

import dev.astra.services.contract.Agent;
import dev.astra.services.contract.TaskKind;
import dev.astra.services.kit.Database;
import dev.astra.services.kit.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// The agents as they are stored.
record Agents(Database database) {
    List<Agent> all() {
        return database.query("SELECT * FROM agent ORDER BY name", Agents::agent);
    }

    /// Empty when the name is taken.
    Optional<Agent> add(Agent agent) {
        return database.first(
                "INSERT INTO agent (id, name, profile, capabilities, state) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING *",
                Agents::agent,
                UUID.randomUUID().toString(),
                agent.name(),
                agent.profile(),
                capabilities(agent),
                agent.state());
    }

    /// Empty when there is no such agent.
    Optional<Agent> change(String name, Agent agent) {
        return database.first(
                "UPDATE agent SET profile = ?, capabilities = ?, state = ? WHERE name = ? RETURNING *",
                Agents::agent,
                agent.profile(),
                capabilities(agent),
                agent.state(),
                name);
    }

    /// For each kind the active agent that takes it on; the most specialised one, where there are several.
    Map<String, String> match(List<TaskKind> kinds) {
        Map<String, String> found = new TreeMap<>();
        List<Agent> specialists = database.query(
                "SELECT * FROM agent WHERE state = 'active' ORDER BY cardinality(capabilities), name", Agents::agent);
        for (TaskKind kind : kinds) {
            specialists.stream()
                    .filter(agent -> agent.capabilities().contains(kind))
                    .findFirst()
                    .ifPresent(agent -> found.put(kind.text(), agent.name()));
        }
        return found;
    }

    private static List<String> capabilities(Agent agent) {
        return agent.capabilities().stream().map(TaskKind::text).toList();
    }

    private static Agent agent(ResultSet row) throws SQLException {
        List<TaskKind> capabilities = Session.texts(row, "capabilities")
                .stream()
                .map(text -> TaskKind.valueOf(text.toUpperCase(Locale.ROOT)))
                .toList();
        return new Agent(row.getString("id"), row.getString("name"), row.getString("profile"), capabilities,
                row.getString("state"));
    }
}
