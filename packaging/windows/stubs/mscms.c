/* For Wine 8 only, never shipped: Qt asks for the screen's colour profile, and Wine's own answer ends the process.
   Everything here says that there is none; Qt then takes sRGB. */
#include <windows.h>

#define ANSWER __declspec(dllexport)

ANSWER HANDLE WINAPI OpenColorProfileA(void *profile, DWORD access, DWORD share, DWORD mode) { return NULL; }
ANSWER HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD mode) { return NULL; }
ANSWER BOOL WINAPI CloseColorProfile(HANDLE profile) { return TRUE; }
ANSWER BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *bytes, DWORD *count) { return FALSE; }
ANSWER HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { return NULL; }
ANSWER HANDLE WINAPI WcsOpenColorProfileW(
    void *device, void *camera, void *gamut, DWORD access, DWORD share, DWORD mode, DWORD flags)
{
    return NULL;
}
ANSWER BOOL WINAPI WcsGetDefaultColorProfile(
    DWORD scope, LPCWSTR device, DWORD type, DWORD subtype, DWORD id, DWORD count, LPWSTR name)
{
    return FALSE;
}
ANSWER BOOL WINAPI WcsGetDefaultColorProfileSize(
    DWORD scope, LPCWSTR device, DWORD type, DWORD subtype, DWORD id, DWORD *count)
{
    return FALSE;
}
