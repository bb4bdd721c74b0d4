/** Daily backups of tables and ledger, and their copies in another region. */
@NullMarked
package dev.netstock.infra.backup;

import org.jspecify.annotations.NullMarked;
