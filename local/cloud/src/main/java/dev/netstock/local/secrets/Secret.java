package dev.netstock.local.secrets;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A secret with its versions. Guarded by {@link Secrets}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html">What's
 *     in a Secrets Manager secret</a>
 */
final class Secret {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    /**
     * Versions without a label are removed when there are more, but none of the last day.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html">Quotas</a>
     */
    private static final int VERSIONS_MAX = 100;

    private static final int STAGES_MAX = 20;
    private static final Duration KEPT = Duration.ofDays(1);

    private final String name;
    private final String arn;
    private final String description;
    private final Instant createdAt;
    private final Map<String, SecretVersion> versions = new LinkedHashMap<>();
    private Instant changedAt;

    Secret(String name, String arn, String description, Instant createdAt, Instant changedAt) {
        this.name = name;
        this.arn = arn;
        this.description = description;
        this.createdAt = createdAt;
        this.changedAt = changedAt;
    }

    String name() {
        return name;
    }

    String arn() {
        return arn;
    }

    String description() {
        return description;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    /** All versions, oldest first, also those without a label. */
    Collection<SecretVersion> versions() {
        return List.copyOf(versions.values());
    }

    Optional<SecretVersion> version(String id) {
        return Optional.ofNullable(versions.get(id));
    }

    /** The version with a staging label. */
    Optional<SecretVersion> labelled(String stage) {
        return versions.values().stream().filter(it -> it.stages().contains(stage)).findFirst();
    }

    /** Adds a version as it was stored. */
    void restore(SecretVersion version) {
        versions.put(version.id(), version);
    }

    /**
     * Adds a version and moves labels to it. A repeated request changes nothing.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html">PutSecretValue</a>
     */
    SecretVersion put(
            String id, SecretVersion.Value value, Collection<String> stages, Instant now) {
        SecretVersion known = versions.get(id);
        if (known != null) {
            if (!known.value().equals(value)) {
                throw new SecretsError(
                        "ResourceExistsException",
                        "You can't use ClientRequestToken %s because that value is already in use for a version of secret %s."
                                .formatted(id, arn));
            }
            return known;
        }
        requireRoomFor(stages);
        makeRoom(now);
        boolean isFirst = versions.isEmpty();
        versions.put(id, new SecretVersion(id, value, now, Set.of()));
        stages.forEach(stage -> move(stage, id));
        if (isFirst) {
            move(CURRENT, id);
        }
        changedAt = now;
        return version(id).orElseThrow();
    }

    /**
     * Moves or removes a label. It fails unless the request names the version that has the label.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecretVersionStage.html">UpdateSecretVersionStage</a>
     */
    void update(String stage, Optional<String> from, Optional<String> to, Instant now) {
        from.ifPresent(this::requireVersion);
        to.ifPresent(this::requireVersion);
        Optional<String> holder = labelled(stage).map(SecretVersion::id);
        if (from.isEmpty() && holder.isPresent() && !holder.equals(to)) {
            throw SecretsError.parameter(
                    "The parameter RemoveFromVersionId can't be empty. Staging label %1$s is currently attached to version %2$s, so you must explicitly reference that version in RemoveFromVersionId."
                            .formatted(stage, holder.get()));
        }
        if (from.isPresent() && !from.equals(holder)) {
            throw SecretsError.parameter(
                    "Staging label %s is not attached to version %s.".formatted(stage, from.get()));
        }
        if (to.isEmpty() && stage.equals(CURRENT)) {
            throw SecretsError.parameter(
                    "You can only move staging label AWSCURRENT to a different secret version. It"
                            + " can't be completely removed.");
        }
        requireRoomFor(List.of(stage));
        to.ifPresentOrElse(id -> move(stage, id), () -> holder.ifPresent(id -> detach(stage, id)));
        changedAt = now;
    }

    private void requireVersion(String id) {
        if (!versions.containsKey(id)) {
            throw SecretsError.notFound(" version: " + id);
        }
    }

    /** The version that {@code AWSCURRENT} leaves becomes {@code AWSPREVIOUS}. */
    private void move(String stage, String to) {
        Optional<String> holder = labelled(stage).map(SecretVersion::id);
        if (holder.equals(Optional.of(to))) {
            return;
        }
        holder.ifPresent(id -> detach(stage, id));
        attach(stage, to);
        if (stage.equals(CURRENT)) {
            holder.ifPresent(id -> move(PREVIOUS, id));
        }
    }

    private void requireRoomFor(Collection<String> stages) {
        Set<String> labels = new HashSet<>(stages);
        versions.values().forEach(it -> labels.addAll(it.stages()));
        if (labels.size() > STAGES_MAX) {
            throw new SecretsError(
                    "LimitExceededException", "A secret has at most 20 staging labels.");
        }
    }

    private void attach(String stage, String id) {
        versions.computeIfPresent(id, (_, version) -> version.with(stage));
    }

    private void detach(String stage, String id) {
        versions.computeIfPresent(id, (_, version) -> version.without(stage));
    }

    private void makeRoom(Instant now) {
        Iterator<SecretVersion> oldest = versions.values().iterator();
        int extra = versions.size() + 1 - VERSIONS_MAX;
        while (extra > 0 && oldest.hasNext()) {
            SecretVersion version = oldest.next();
            if (version.stages().isEmpty() && version.createdAt().isBefore(now.minus(KEPT))) {
                oldest.remove();
                extra--;
            }
        }
        if (extra > 0) {
            throw new SecretsError(
                    "LimitExceededException", "You've exceeded the quota for secret versions.");
        }
    }
}
