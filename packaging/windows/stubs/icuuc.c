/* For Wine 8 only, never shipped: Qt converts rare encodings with the ICU that Windows brings along and Wine does not.
   Every function says "not available"; UTF-8, UTF-16 and Latin-1 never come here. */
#include <windows.h>

#define ANSWER __declspec(dllexport)
#define UNSUPPORTED 16 /* U_UNSUPPORTED_ERROR */

static void refuse(int *error)
{
    if (error != NULL)
        *error = UNSUPPORTED;
}

ANSWER void *ucnv_open(const char *name, int *error) { refuse(error); return NULL; }
ANSWER void ucnv_close(void *converter) { }
ANSWER void ucnv_reset(void *converter) { }
ANSWER signed char ucnv_getMaxCharSize(void *converter) { return 4; }
ANSWER const char *ucnv_getName(void *converter, int *error) { refuse(error); return NULL; }
ANSWER const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    refuse(error);
    return NULL;
}
ANSWER const char *ucnv_getAvailableName(int number) { return NULL; }
ANSWER int ucnv_countAvailable(void) { return 0; }
ANSWER void ucnv_getToUCallBack(void *converter, void *action, void *context) { }
ANSWER void ucnv_getFromUCallBack(void *converter, void *action, void *context) { }
ANSWER void ucnv_setToUCallBack(void *converter, void *action, void *context, void *was, void *before, int *error)
{
    refuse(error);
}
ANSWER void ucnv_setFromUCallBack(void *converter, void *action, void *context, void *was, void *before, int *error)
{
    refuse(error);
}
ANSWER void ucnv_cbToUWriteUChars(void *words, const void *source, int length, int offset, int *error)
{
    refuse(error);
}
ANSWER void ucnv_cbFromUWriteUChars(void *words, const void *source, const void *end, int offset, int *error)
{
    refuse(error);
}
ANSWER void ucnv_toUnicode(
    void *converter, void *target, void *end, void *source, void *limit, void *offsets, signed char flush, int *error)
{
    refuse(error);
}
ANSWER void ucnv_fromUnicode(
    void *converter, void *target, void *end, void *source, void *limit, void *offsets, signed char flush, int *error)
{
    refuse(error);
}
ANSWER int ucnv_toUCountPending(void *converter, int *error) { refuse(error); return 0; }
ANSWER int ucnv_fromUCountPending(void *converter, int *error) { refuse(error); return 0; }
