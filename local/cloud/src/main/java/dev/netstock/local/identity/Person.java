package dev.netstock.local.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A demo person, who can sign in without a password.
 *
 * @param username as in tokens
 * @param name for the sign-in page
 * @param japaneseName the same in Japanese
 * @param group the only group of the person
 */
record Person(String username, String name, String japaneseName, String group) {
    private static final Map<String, Person> KNOWN =
            Map.of(
                    "viewer", new Person("mika", "Mika Sato", "佐藤 美香", "viewer"),
                    "operator", new Person("ken", "Ken Ito", "伊藤 健", "operator"),
                    "admin", new Person("aya", "Aya Mori", "森 彩", "admin"));

    /** One person for each group. */
    static List<Person> ofGroups(List<String> groups) {
        return groups.stream()
                .map(it -> KNOWN.getOrDefault(it, new Person(it, it, it, it)))
                .toList();
    }

    /** The {@code sub} of tokens, the same at every start. */
    String subject() {
        return UUID.nameUUIDFromBytes(username.getBytes(UTF_8)).toString();
    }
}
