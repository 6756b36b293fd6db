/* Lines of /etc/shadow in memory, and the group shadow file, which musl does not know. */
#include "apus/musl.h"
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next field, and moves past it; a null pointer at the end of the line. */
static char *field(char **at)
{
    return *at ? strsep(at, ":") : 0;
}

static long number(char **at)
{
    char *text = field(at);
    return text && *text ? strtol(text, 0, 10) : -1;
}

static int parse(char *line, struct spwd *out)
{
    line[strcspn(line, "\n")] = 0;
    char *at = line;
    out->sp_namp = field(&at);
    out->sp_pwdp = field(&at);
    if (!out->sp_pwdp || !*out->sp_namp)
        return 0;
    out->sp_lstchg = number(&at);
    out->sp_min = number(&at);
    out->sp_max = number(&at);
    out->sp_warn = number(&at);
    out->sp_inact = number(&at);
    out->sp_expire = number(&at);
    out->sp_flag = (unsigned long)number(&at);
    return 1;
}

int sgetspent_r(const char *text, struct spwd *entry, char *buffer, size_t size, struct spwd **result)
{
    *result = 0;
    if (strlen(text) >= size)
        return ERANGE;
    strcpy(buffer, text);
    if (!parse(buffer, entry))
        return EINVAL;
    *result = entry;
    return 0;
}

struct spwd *sgetspent(const char *text)
{
    static struct spwd entry;
    static char *line;
    free(line);
    line = strdup(text);
    return line && parse(line, &entry) ? &entry : 0;
}

/* gshadow.h */
struct sgrp {
    char *sg_namp, *sg_passwd, **sg_adm, **sg_mem;
};

static char **split(char *text)
{
    size_t count = 1;
    for (char *at = text; at && *at; at++)
        count += *at == ',';
    char **list = calloc(count + 1, sizeof *list), *part;
    for (size_t i = 0; list && text && i < count && (part = strsep(&text, ","));)
        if (*part)
            list[i++] = part;
    return list;
}

static FILE *groups;
static struct sgrp current;
static char *current_line;

struct sgrp *sgetsgent(const char *text)
{
    free(current.sg_adm);
    free(current.sg_mem);
    free(current_line);
    current = (struct sgrp){0};
    if (!(current_line = strdup(text)))
        return 0;
    current_line[strcspn(current_line, "\n")] = 0;
    char *at = current_line;
    current.sg_namp = field(&at);
    current.sg_passwd = field(&at);
    if (!current.sg_passwd || !*current.sg_namp)
        return 0;
    current.sg_adm = split(field(&at));
    current.sg_mem = split(field(&at));
    return current.sg_adm && current.sg_mem ? &current : 0;
}

struct sgrp *fgetsgent(FILE *file)
{
    static char *line;
    static size_t room;
    while (getline(&line, &room, file) > 0) {
        struct sgrp *found = sgetsgent(line);
        if (found)
            return found;
    }
    return 0;
}

void setsgent(void)
{
    if (groups)
        rewind(groups);
}

void endsgent(void)
{
    if (groups)
        fclose(groups);
    groups = 0;
}

struct sgrp *getsgent(void)
{
    if (!groups && !(groups = fopen("/etc/gshadow", "re")))
        return 0;
    return fgetsgent(groups);
}

struct sgrp *getsgnam(const char *name)
{
    struct sgrp *found;
    setsgent();
    while ((found = getsgent()) && strcmp(found->sg_namp, name))
        ;
    endsgent();
    return found;
}

int putsgent(const struct sgrp *entry, FILE *file)
{
    int count = fprintf(file, "%s:%s:", entry->sg_namp, entry->sg_passwd ? entry->sg_passwd : "");
    for (int i = 0; count >= 0 && entry->sg_adm && entry->sg_adm[i]; i++)
        count = fprintf(file, i ? ",%s" : "%s", entry->sg_adm[i]);
    if (count >= 0)
        count = fputc(':', file);
    for (int i = 0; count >= 0 && entry->sg_mem && entry->sg_mem[i]; i++)
        count = fprintf(file, i ? ",%s" : "%s", entry->sg_mem[i]);
    return count < 0 || fputc('\n', file) < 0 ? -1 : 0;
}
